/**
 * A small HTTP server: routes, faults of one shape, uploads within bounds, and who may ask. Begin with {@link
 * org.exina.serve.http.WebServer} and {@link org.exina.serve.http.Route}. May import io.
 */
package org.exina.serve.http;
