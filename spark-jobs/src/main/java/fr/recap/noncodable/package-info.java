/**
 * Detection of forms that lead to no establishment, by logistic regression on which fields are
 * filled and on their words. Scoring one record needs no Spark.
 */
package fr.recap.noncodable;
