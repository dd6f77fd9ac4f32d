package dev.shmkit.jconsole.driver;

import java.awt.Frame;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Paints a window into a file. */
final class Picture {
    private Picture() {}

    static void write(Frame frame, String file) throws IOException {
        BufferedImage image = new BufferedImage(frame.getWidth(), frame.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        frame.paint(graphics);
        graphics.dispose();
        ImageIO.write(image, "png", new File(file));
    }
}
