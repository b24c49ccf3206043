package fr.recap.encoder;

import java.io.Serializable;

/**
 * A labelled form, or several equal ones.
 *
 * @param fields one block a field, the main one first
 * @param leaves positions of the leaves that it was given
 * @param shares as many, positive, summing to 1
 * @param weight forms that it stands for, positive
 */
public record Example(TokenBlock[] fields, int[] leaves, float[] shares, float weight)
    implements Serializable {}
