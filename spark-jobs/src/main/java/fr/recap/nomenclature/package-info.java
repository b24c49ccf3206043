/**
 * Coding of forms to hierarchical nomenclatures (NAF, PCS, any other): the tree, the texts of forms
 * and nodes, the lexical coder, and its automatic coding.
 *
 * <p>{@link fr.recap.nomenclature.TrainNomenclature} learns a coder from last year's forms, {@link
 * fr.recap.nomenclature.NomenclatureCoder} codes one record without Spark, {@link
 * fr.recap.nomenclature.CodeNomenclature} codes a table. {@link
 * fr.recap.nomenclature.TrainingMeasures} is what a training's report tells, {@link
 * fr.recap.nomenclature.Explanation} why a form has a code.
 */
package fr.recap.nomenclature;
