package fr.recap.elastic;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A document that a search found.
 *
 * @param id SIRET or cabbi
 * @param score its score, at least 0; NaN where the search sorts by something else
 * @param source the fields that the search asked for; a missing node if it asked for none
 */
public record Hit(String id, double score, JsonNode source) {}
