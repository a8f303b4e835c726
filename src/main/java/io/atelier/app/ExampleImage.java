package io.atelier.app;

import io.atelier.storage.FileStore;
import io.atelier.storage.Folder;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.GeneralPath;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** The picture that a new installation finds among its inputs: hills under a low sun. */
final class ExampleImage {
  private static final int SIDE = 512;
  private static final String NAME = "example.png";

  private ExampleImage() {}

  /** Draws it unless there are inputs already. */
  static void drawIfAbsent(FileStore files) throws IOException {
    Path target = files.resolve(Folder.INPUT, NAME);
    if (Files.notExists(target)) {
      ImageIO.write(draw(), "png", target.toFile());
    }
  }

  private static BufferedImage draw() {
    BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setPaint(new GradientPaint(0, 0, new Color(0x2b3a67), 0, 360, new Color(0xf6a76b)));
    g.fillRect(0, 0, SIDE, SIDE);
    g.setColor(new Color(0xffe9b0));
    g.fill(new Ellipse2D.Double(310, 210, 96, 96));
    int[] colours = {0x7a5c8e, 0x54457a, 0x332f5c, 0x1c1e3f};
    for (int hill = 0; hill < colours.length; hill++) {
      g.setColor(new Color(colours[hill]));
      g.fill(ridge(hill));
    }
    g.dispose();
    return image;
  }

  private static GeneralPath ridge(int hill) {
    double base = 290 + 55.0 * hill;
    GeneralPath ridge = new GeneralPath();
    ridge.moveTo(0, SIDE);
    for (int x = 0; x <= SIDE; x += 4) {
      double wave = Math.sin(x / (90.0 - 12 * hill) + hill * 1.7) * (34 - 5 * hill);
      ridge.lineTo(x, base + wave + Math.sin(x / 31.0 + hill) * 6);
    }
    ridge.lineTo(SIDE, SIDE);
    ridge.closePath();
    return ridge;
  }
}
