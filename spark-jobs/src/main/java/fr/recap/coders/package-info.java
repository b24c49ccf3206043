/**
 * What a coder is, said once: its name and model, how it codes forms, what it says of each and into
 * which table. Coding, training, publishing, monitoring and checks go through {@link
 * fr.recap.coders.Coders the list of them}.
 */
package fr.recap.coders;
