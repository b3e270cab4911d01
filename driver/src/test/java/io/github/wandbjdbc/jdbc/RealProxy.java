package io.github.wandbjdbc.jdbc;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.littleshoot.proxy.HttpFilters;
import org.littleshoot.proxy.HttpFiltersAdapter;
import org.littleshoot.proxy.HttpFiltersSourceAdapter;
import org.littleshoot.proxy.HttpProxyServer;
import org.littleshoot.proxy.HttpProxyServerBootstrap;
import org.littleshoot.proxy.ProxyAuthenticator;
import org.littleshoot.proxy.impl.DefaultHttpProxyServer;

/** A proxy as companies have one: it alone knows where {@link #HOST} is, which is this machine. */
final class RealProxy implements AutoCloseable {
  /** A name that nobody else can look up. */
  static final String HOST = "api.company.invalid";

  static final String USER = "employee";
  static final String PASSWORD = "p@ss/word-of-the-proxy";

  private final HttpProxyServer server;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<String> passwords = new CopyOnWriteArrayList<>();
  private volatile @Nullable HttpResponseStatus refusal;

  private RealProxy(boolean isGuarded) {
    HttpProxyServerBootstrap bootstrap =
        DefaultHttpProxyServer.bootstrap()
            .withAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .withServerResolver(RealProxy::resolve)
            .withFiltersSource(new Filters());
    if (isGuarded) {
      bootstrap.withProxyAuthenticator(new Guard());
    }
    this.server = bootstrap.start();
  }

  /** One that serves everybody. */
  static RealProxy open() {
    return new RealProxy(false);
  }

  /** One that serves {@link #USER} alone. */
  static RealProxy guarded() {
    return new RealProxy(true);
  }

  /** Answers all that is asked from now on with a web page of that status. */
  void refuses(int status) {
    refusal = HttpResponseStatus.valueOf(status);
  }

  int port() {
    return server.getListenAddress().getPort();
  }

  String url() {
    return "http://127.0.0.1:" + port();
  }

  String urlWithUser(String encodedPassword) {
    return "http://%s:%s@127.0.0.1:%d".formatted(USER, encodedPassword, port());
  }

  /** The requests of its clients: method and address. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  /** The passwords that it was told. */
  List<String> passwords() {
    return List.copyOf(passwords);
  }

  @Override
  public void close() {
    server.abort();
  }

  private static InetSocketAddress resolve(String host, int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private final class Guard implements ProxyAuthenticator {
    @Override
    public boolean authenticate(String user, String password) {
      passwords.add(password);
      return user.equals(USER) && password.equals(PASSWORD);
    }

    @Override
    public String getRealm() {
      return "company";
    }
  }

  private final class Filters extends HttpFiltersSourceAdapter {
    @Override
    public HttpFilters filterRequest(HttpRequest request, ChannelHandlerContext context) {
      requests.add(request.method() + " " + request.uri());
      return new HttpFiltersAdapter(request, context) {
        @Override
        public @Nullable HttpResponse clientToProxyRequest(HttpObject object) {
          HttpResponseStatus status = refusal;
          return status == null ? null : page(status);
        }
      };
    }
  }

  private static HttpResponse page(HttpResponseStatus status) {
    byte[] page = "<html>The company forbids this</html>".getBytes(StandardCharsets.UTF_8);
    DefaultFullHttpResponse response =
        new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(page));
    response.headers().set(HttpHeaderNames.CONTENT_LENGTH, page.length);
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/html; charset=utf-8");
    return response;
  }
}
