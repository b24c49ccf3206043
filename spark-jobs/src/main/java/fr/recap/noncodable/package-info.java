/**
 * DetectionMeasures of forms that lead to no establishment. A logistic regression reads which
 * fields are filled and their words; a classifier of any of several families reads its log-odds,
 * the shape of the fields and what the matcher of establishments says. Scoring one record needs no
 * Spark and nothing native.
 */
package fr.recap.noncodable;
