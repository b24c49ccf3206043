package fr.recap.siret;

import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;

/**
 * What the searches of a form found.
 *
 * @param query what the form gives to search by
 * @param candidates in order of SIRET
 * @param searches how many the form needed, those that it shares with others included
 * @param sent how many were sent for it
 * @param error why there is no candidate
 */
record Retrieved(
    Row form,
    FormQuery query,
    List<Candidate> candidates,
    int searches,
    int sent,
    Optional<String> error) {}
