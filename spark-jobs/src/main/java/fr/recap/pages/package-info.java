/** Self-contained HTML pages: figures, tables and charts, without scripts. */
package fr.recap.pages;
