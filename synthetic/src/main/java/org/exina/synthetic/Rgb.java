package org.exina.synthetic;

/** One number for red, green and blue. */
record Rgb(double red, double green, double blue) {
    static Rgb grey(double value) {
        return new Rgb(value, value, value);
    }

    Rgb times(double factor) {
        return new Rgb(red * factor, green * factor, blue * factor);
    }

    Rgb times(Rgb other) {
        return new Rgb(red * other.red, green * other.green, blue * other.blue);
    }

    /** This one at 0, the other at 1. */
    Rgb mixed(Rgb other, double part) {
        return new Rgb(
                red + (other.red - red) * part,
                green + (other.green - green) * part,
                blue + (other.blue - blue) * part);
    }

    /** Each number changed a little on its own. */
    Rgb varied(double deviation, Chance chance) {
        return new Rgb(
                red * chance.around(1, deviation),
                green * chance.around(1, deviation),
                blue * chance.around(1, deviation));
    }
}
