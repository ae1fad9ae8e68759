package org.exina.study;

/**
 * One file to be written.
 *
 * @param sample index of the image it is cut from
 * @param number from 1, among the pieces of its image
 * @param of how many pieces its image gives
 * @param validation whether it is for validation, not for training
 * @param path from the folder, with '/' between names
 */
record Piece(int sample, int number, int of, boolean validation, String path) {
    String part() {
        return validation ? PreparationSettings.VALIDATION : PreparationSettings.TRAIN;
    }
}
