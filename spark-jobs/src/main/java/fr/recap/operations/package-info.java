/**
 * What operators do around the jobs: see whether a long run can succeed before it begins, and
 * remove what dead runs left.
 */
package fr.recap.operations;
