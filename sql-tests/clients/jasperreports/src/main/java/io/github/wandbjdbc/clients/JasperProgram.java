package io.github.wandbjdbc.clients;

import java.io.File;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import net.sf.jasperreports.engine.JasperCompileManager;
import net.sf.jasperreports.engine.JasperFillManager;
import net.sf.jasperreports.engine.JasperPrint;
import net.sf.jasperreports.engine.JasperPrintManager;
import net.sf.jasperreports.engine.export.JRCsvExporter;
import net.sf.jasperreports.export.SimpleExporterInput;
import net.sf.jasperreports.export.SimpleWriterExporterOutput;

/**
 * Fills the report {@code loss-curves.jrxml}, prints its text and paints its first page; takes a
 * URL, an API key and where the picture goes.
 */
public final class JasperProgram {
  private JasperProgram() {}

  public static void main(String[] arguments) throws Exception {
    String url = arguments[0];
    String key = arguments[1];
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("longest", 1000L);
    parameters.put("diverged", "diverged");
    JasperPrint report;
    try (InputStream design = JasperProgram.class.getResourceAsStream("loss-curves.jrxml");
        Connection connection = DriverManager.getConnection(url, "", key)) {
      report =
          JasperFillManager.fillReport(
              JasperCompileManager.compileReport(design), parameters, connection);
    }
    JRCsvExporter text = new JRCsvExporter();
    text.setExporterInput(new SimpleExporterInput(report));
    text.setExporterOutput(new SimpleWriterExporterOutput(System.out));
    text.exportReport();
    var picture = JasperPrintManager.printPageToImage(report, 0, 1.5f);
    ImageIO.write((java.awt.image.RenderedImage) picture, "png", new File(arguments[2]));
  }
}
