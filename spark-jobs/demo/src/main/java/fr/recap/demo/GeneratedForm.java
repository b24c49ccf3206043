package fr.recap.demo;

import java.util.Map;

/**
 * A form with what is known about it.
 *
 * @param declared columns of {@code rp} that the person filled
 * @param coded columns of {@code rp} of the previous coder
 * @param decided columns of {@code rp} that clerks and the final decision fill
 * @param truth columns of {@code rp_truth}
 * @param geo columns of {@code rp_geo}, null for a form that can't be placed
 */
record GeneratedForm(
    Map<String, Object> declared,
    Map<String, Object> coded,
    Map<String, Object> decided,
    Map<String, Object> truth,
    Map<String, Object> geo) {}
