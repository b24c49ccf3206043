package fr.recap.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A document that a search found.
 *
 * @param id the document's identifier
 * @param score its score, at least 0; NaN where the search sorts by something else
 * @param source the fields that the search asked for; a missing node if it asked for none
 * @param clauses names of the named clauses that it meets; empty if the search names none
 */
public record Hit(String id, double score, JsonNode source, List<String> clauses) {}
