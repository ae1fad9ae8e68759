/**
 * Long work: its progress, several threads at it. Begin with {@link org.exina.task.Progress}. May import nothing of
 * ours.
 */
package org.exina.task;
