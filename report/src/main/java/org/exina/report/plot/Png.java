package org.exina.report.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.exina.io.ExinaException;
import org.exina.report.plot.Mark.Area;
import org.exina.report.plot.Mark.Disc;
import org.exina.report.plot.Mark.Line;
import org.exina.report.plot.Mark.Pen;
import org.exina.report.plot.Mark.Spot;
import org.exina.report.plot.Mark.Words;

/** Paints an image with Java2D and writes it as PNG. */
final class Png {
    private final Graphics2D pen;
    private final String face;

    private Png(Graphics2D pen) throws ExinaException {
        this.pen = pen;
        this.face = Fonts.sans();
    }

    static byte[] of(int widthPx, double width, double height, List<Mark> marks) throws IOException {
        double scale = widthPx / width;
        BufferedImage image = new BufferedImage(widthPx, (int) Math.ceil(height * scale), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.scale(scale, scale);
        Png png = new Png(graphics);
        marks.forEach(png::draw);
        graphics.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            ImageIO.write(image, "png", stream);
        }
        return out.toByteArray();
    }

    private void draw(Mark mark) {
        if (mark instanceof Line line) {
            stroke(path(line.spots()), line.pen());
        } else if (mark instanceof Area area) {
            Path2D outline = path(area.corners());
            outline.closePath();
            if (!area.fill().equals(Style.CLEAR)) {
                fill(outline, area.fill());
            }
            stroke(outline, area.edge());
        } else if (mark instanceof Disc disc) {
            double r = disc.radius();
            Shape circle =
                    new Ellipse2D.Double(disc.center().x() - r, disc.center().y() - r, 2 * r, 2 * r);
            fill(circle, disc.fill());
            stroke(circle, disc.edge());
        } else if (mark instanceof Words words) {
            write(words);
        }
    }

    private static Path2D path(List<Spot> spots) {
        Path2D path = new Path2D.Double();
        path.moveTo(spots.get(0).x(), spots.get(0).y());
        spots.stream().skip(1).forEach(spot -> path.lineTo(spot.x(), spot.y()));
        return path;
    }

    private void fill(Shape shape, String color) {
        pen.setColor(Color.decode(color));
        pen.fill(shape);
    }

    private void stroke(Shape shape, Pen with) {
        if (with.width() == 0) {
            return;
        }
        float[] dashes = new float[with.dashes().size()];
        for (int i = 0; i < dashes.length; i++) {
            dashes[i] = with.dashes().get(i).floatValue();
        }
        pen.setStroke(new BasicStroke(
                (float) with.width(),
                BasicStroke.CAP_BUTT,
                BasicStroke.JOIN_ROUND,
                10,
                dashes.length == 0 ? null : dashes,
                0));
        pen.setColor(Color.decode(with.color()));
        pen.draw(shape);
    }

    /** As outlines, so that letters stand where they are laid out at every size. */
    private void write(Words words) {
        Face as = words.face();
        int style = as.bold ? Font.BOLD : Font.PLAIN;
        Font font = new Font(face, style, 1).deriveFont((float) as.size);
        if (font.canDisplayUpTo(words.text()) >= 0) {
            font = new Font(Font.SANS_SERIF, style, 1).deriveFont((float) as.size);
        }
        TextLayout layout = new TextLayout(words.text(), font, new FontRenderContext(null, true, true));
        double narrower = Math.min(1, words.width() / layout.getAdvance());
        double left = words.at().x() - words.anchor().share * layout.getAdvance() * narrower;
        AffineTransform there =
                AffineTransform.getTranslateInstance(left, words.at().y());
        there.scale(narrower, 1);
        fill(layout.getOutline(there), as.color);
    }
}
