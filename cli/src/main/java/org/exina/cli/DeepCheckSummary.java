package org.exina.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.exina.cleaning.DeepCheck;

/** A data check with the deep one as {@code --json} prints it: the fields of the plain check, and {@code deep}. */
record DeepCheckSummary(@JsonUnwrapped CheckSummary plain, DeepCheck deep) {}
