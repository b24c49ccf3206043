/** Self-contained HTML pages: figures, tables and charts, with their scripts and styles inside. */
package fr.recap.pages;
