/**
 * Predictions over HTTP, one request at a time, while clerks work. {@link
 * fr.recap.service.PredictionService} starts it. A request goes through the router (who may ask,
 * how much), waits in the queue of its kind, is read into forms, and is answered out of the models
 * that were published when it began. No Spark session is opened.
 */
package fr.recap.service;
