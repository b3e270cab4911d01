package io.github.wandbjdbc.standin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A server at the address of an API that isn't one. */
public final class OddHost implements AutoCloseable {
  private final ServerSocket server;
  private final Manner manner;
  private final List<Socket> open = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger accepted = new AtomicInteger();

  /** The behaviour toward a client that has connected. */
  private interface Manner {
    void treat(Socket socket) throws IOException;
  }

  private OddHost(ServerSocketFactory sockets, Manner manner) {
    this.manner = manner;
    try {
      this.server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::listen, "odd host");
    thread.setDaemon(true);
    thread.start();
  }

  /** Takes connections and never says a word. */
  public static OddHost silent() {
    return new OddHost(ServerSocketFactory.getDefault(), socket -> {});
  }

  /** Closes connections as soon as something comes. */
  public static OddHost closing() {
    return saying("");
  }

  /** Says {@code answer} as soon as something comes, whatever it is, and closes. */
  public static OddHost saying(String answer) {
    return new OddHost(ServerSocketFactory.getDefault(), socket -> say(socket, answer));
  }

  /** Speaks TLS, as {@code context} says, and answers each request with {@code answer}. */
  public static OddHost withTls(SSLContext context, String answer) {
    return new OddHost(context.getServerSocketFactory(), socket -> say(socket, answer));
  }

  /** An HTTP answer of status 200 with that body. */
  public static String ok(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n" + body;
  }

  public int port() {
    return server.getLocalPort();
  }

  /** How many connections it has taken. */
  public int accepted() {
    return accepted.get();
  }

  @Override
  public void close() {
    quietly(server);
    synchronized (open) {
      open.forEach(OddHost::quietly);
    }
  }

  private void listen() {
    while (!server.isClosed()) {
      Socket socket = next();
      if (socket != null) {
        open.add(socket);
        accepted.incrementAndGet();
        Thread thread = new Thread(() -> treat(socket), "odd host's guest");
        thread.setDaemon(true);
        thread.start();
      }
    }
  }

  private @Nullable Socket next() {
    try {
      return server.accept();
    } catch (IOException e) {
      // Closed, or somebody who has gone again.
      return null;
    }
  }

  private void treat(Socket socket) {
    try {
      manner.treat(socket);
    } catch (IOException e) {
      quietly(socket);
    }
  }

  private static void say(Socket socket, String answer) throws IOException {
    try (socket) {
      InputStream in = socket.getInputStream();
      byte[] request = new byte[64 << 10];
      if (in.read(request) > 0 && !answer.isEmpty()) {
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
      }
      socket.shutdownOutput();
      int read = 1;
      while (read > 0 && !socket.isClosed()) {
        // Whoever closes before all was read resets the connection.
        read = in.read(request);
      }
    }
  }

  private static void quietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      // It is the end of the test.
      return;
    }
  }
}
