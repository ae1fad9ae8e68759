package org.exina.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.exina.image.RgbImage;
import org.exina.image.file.ImageEncoder;
import org.exina.model.Explanation;
import org.exina.model.Overlay;
import org.exina.model.Prediction;
import org.exina.model.TrainingImages;
import org.exina.report.html.Html;
import org.exina.report.html.Page;
import org.exina.report.html.Tag;
import org.exina.report.html.Wording;

/** Why a model says what it says of images, as one page. */
public final class ExplainPage {
    private static final float QUALITY = 0.85f;
    private static final int NAMED = 3; // classes

    private final String model;
    private final List<Explained> all;

    private ExplainPage(String model, List<Explained> all) {
        this.model = model;
        this.all = List.copyOf(all);
    }

    /**
     * An image and what spoke for the model's answer.
     *
     * @param path of the image, as the user named it
     */
    public record Explained(String path, Explanation explanation) {}

    /**
     * A page of images explained by one model.
     *
     * @param model as the user named it
     * @param all at least one
     */
    public static ExplainPage of(String model, List<Explained> all) {
        return new ExplainPage(model, all);
    }

    /** Writes the page; an earlier one is replaced. */
    public void write(Path file) throws IOException {
        List<Html> parts = new ArrayList<>();
        all.forEach(each -> parts.add(part(each)));
        Page page = new Page(
                "What " + model + " says, and why",
                header(),
                List.of(
                        new Page.Section("pictures", Wording.capital(Wording.images(all.size())), parts),
                        new Page.Section("reading", "How to read this", reading())),
                "Made by Exina. This page is one file and needs no network.");
        page.write(file);
    }

    private Html header() {
        return Tag.of("div")
                .add(Tag.text("h1", "Why it says so"), Tag.of("p", "soft name").text(model));
    }

    private List<Html> reading() {
        boolean exact = all.get(0).explanation().method().equals("activation");
        return List.of(
                Tag.text(
                        "p",
                        "The second image of each pair shows in yellow what speaks most for the class, in violet what"
                                + " does not. "
                                + (exact
                                        ? "The parts add up to the model's score exactly: this model judges by averages"
                                                + " over the image."
                                        : "It was made by covering one place after another and looking how much the"
                                                + " class lost.")),
                Tag.text(
                        "p",
                        "A map says where the model looked, not whether it was right to. Light on the background, on"
                                + " debris or on the rim of the image means that it judges by what is no pollen."),
                Tag.text(
                        "p",
                        "The nearest training images lie next to the image where the model tells its classes apart."
                                + " When they are of several classes, or do not look like it, do not believe the answer."));
    }

    private static Html part(Explained each) {
        Explanation why = each.explanation();
        Tag said = Tag.of("p");
        if (!why.why().isEmpty()) {
            said.add(Tag.of("strong", "wrong").text("unknown")).text(": " + why.why() + ". Else ");
        }
        List<Prediction.Ranked> top = why.prediction().top(NAMED);
        for (int i = 0; i < top.size(); i++) {
            said.text(i == 0 ? "" : ", ")
                    .add(Tag.text(
                            i == 0 && why.why().isEmpty() ? "strong" : "span",
                            top.get(i).label()))
                    .text(" " + Wording.percent(top.get(i).probability()));
        }
        if (!why.size().isEmpty()) {
            said.text(". Size: " + why.size());
        }
        Tag images = Tag.of("ul", "strip")
                .add(
                        figure(image(Overlay.image(why), each.path()), Tag.text("figcaption", "what it saw")),
                        figure(
                                image(Overlay.heat(why), "the same, with what speaks for " + why.label()),
                                Tag.text("figcaption", "what speaks for " + why.label())
                                        .add(HeatMaps.scale())));
        Tag part = Tag.of("div", "pair explained").add(Tag.of("h3", "name").text(each.path()), said, images);
        if (!why.nearest().isEmpty()) {
            Tag near = Tag.of("ul", "strip");
            why.nearest().forEach(n -> near.add(near(n)));
            part.add(Tag.of("p", "soft").text("Nearest images it was trained on"), near);
        }
        return part;
    }

    private static Html near(TrainingImages.Near near) {
        TrainingImages.Image picture = near.image();
        Html image = Tag.of("img")
                .with("src", "data:image/jpeg;base64," + picture.jpeg())
                .with("alt", picture.path());
        return Tag.of("li")
                .add(Tag.of("figure")
                        .add(
                                image,
                                Tag.of("figcaption")
                                        .add(Tag.text("b", picture.label()), Tag.path(picture.path()))
                                        .text(String.format(Locale.ROOT, "distance %.2f", near.distance()))));
    }

    private static Html figure(Html image, Html caption) {
        return Tag.of("li").add(Tag.of("figure").add(image, caption));
    }

    private static Html image(RgbImage image, String alt) {
        return Tag.of("img")
                .with(
                        "src",
                        "data:image/jpeg;base64,"
                                + Base64.getEncoder().encodeToString(ImageEncoder.jpeg(image, QUALITY)))
                .with("width", image.width())
                .with("height", image.height())
                .with("alt", alt);
    }
}
