/** Whether a long run can succeed, before it begins: settings, servers, rights, disk and memory. */
package fr.recap.preflight;
