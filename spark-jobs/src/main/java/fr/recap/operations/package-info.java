/**
 * What operators do around the jobs: see whether a long run can succeed before it begins, take
 * tables out as files, and remove what dead runs left.
 */
package fr.recap.operations;
