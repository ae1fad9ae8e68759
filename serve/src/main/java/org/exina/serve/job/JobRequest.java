package org.exina.serve.job;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/**
 * What a job is to do, as it is asked for in JSON. Only what is named in the description of each kind must be given; all
 * else is null where it is not, and then as the program has it otherwise. Paths are those from the data folder.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(name = "check", value = JobRequest.CheckData.class),
    @JsonSubTypes.Type(name = "train", value = JobRequest.Train.class),
    @JsonSubTypes.Type(name = "crossval", value = JobRequest.CrossValidate.class),
    @JsonSubTypes.Type(name = "count", value = JobRequest.CountFields.class),
    @JsonSubTypes.Type(name = "clean", value = JobRequest.CleanData.class),
    @JsonSubTypes.Type(name = "learn", value = JobRequest.LearnFields.class),
    @JsonSubTypes.Type(name = "experiment", value = JobRequest.RunSuite.class)
})
public sealed interface JobRequest {
    /** What is learned from, and how; what a kind of job does not take is null. */
    interface Learning {
        String data();

        String groupBy();

        Integer labelLevel();

        Integer minImages();

        Integer bits();

        Boolean stack();

        String backbones();

        Integer views();

        String crop();

        default String head() {
            return null;
        }

        default Integer autoMinutes() {
            return null;
        }

        Integer folds();

        default Integer repeats() {
            return null;
        }

        Long seed();
    }

    /**
     * Looks what is wrong with a data set.
     *
     * @param data the data set; must be given
     * @param deep whether labels and images are doubted, too
     */
    record CheckData(
            String data,
            String name,
            Boolean deep,
            String groupBy,
            Integer labelLevel,
            Integer minImages,
            Integer bits,
            Boolean stack,
            String backbones,
            Integer views,
            String crop,
            Integer folds,
            Long seed)
            implements JobRequest, Learning {}

    /**
     * Trains a model.
     *
     * @param data the data set; must be given
     * @param name of the model
     * @param autoMinutes what it is made of is chosen, for about so long
     * @param folds of the estimate; 0 for none
     */
    record Train(
            String data,
            String name,
            String groupBy,
            Integer labelLevel,
            Integer minImages,
            Integer bits,
            Boolean stack,
            String backbones,
            Integer views,
            String crop,
            String head,
            Integer autoMinutes,
            Integer folds,
            Long seed,
            Boolean thumbnails)
            implements JobRequest, Learning {}

    /**
     * Tests how well images can be told apart.
     *
     * @param data the data set; must be given
     * @param name of the run
     */
    record CrossValidate(
            String data,
            String name,
            String groupBy,
            Integer labelLevel,
            Integer minImages,
            Integer bits,
            Boolean stack,
            String backbones,
            Integer views,
            String crop,
            String head,
            Integer autoMinutes,
            Integer folds,
            Integer repeats,
            Long seed)
            implements JobRequest, Learning {}

    /**
     * Counts the grains on fields.
     *
     * @param model its name; must be given
     * @param fields images, or folders of them; must be given
     * @param name of the count
     * @param stacks whether each folder is one field
     * @param minimum how many grains the pollen sum should reach
     * @param outside types that are kept out of the pollen sum
     * @param corrections a table of what a person said of an earlier count
     */
    record CountFields(
            String model,
            List<String> fields,
            String name,
            Boolean stacks,
            Boolean acceptAll,
            Double micronsPerPixel,
            Integer bits,
            Long minimum,
            List<String> outside,
            Double minDiameter,
            Double maxDiameter,
            Double sensitivity,
            String corrections)
            implements JobRequest {}

    /**
     * Carries changes out on a copy of a data set.
     *
     * @param data the data set; must be given
     * @param table what a deep check proposed, edited; must be given
     * @param name of the copy
     */
    record CleanData(String data, String table, String name) implements JobRequest {}

    /**
     * Trains a model that counts, from what a person corrected.
     *
     * @param corrections the table that the page of a count saves; must be given
     * @param fields the folder with the counted images; must be given
     * @param boxes fields with boxes that were trained on before, if there are any
     * @param name of the model
     */
    record LearnFields(String corrections, String fields, String boxes, String name, String backbones, String head)
            implements JobRequest {}

    /**
     * Runs a suite of experiments; what is done of it is not done again.
     *
     * @param data the data set; must be given
     * @param suite one that is built in, or a file; must be given
     * @param backbone put in the place of every network in it
     * @param name of the folder of its runs
     */
    record RunSuite(String data, String suite, String backbone, String name) implements JobRequest {}
}
