/**
 * Exina in the browser and through REST: a server that stands on the facade. Begin with {@link
 * org.exina.serve.ExinaServer} and {@link org.exina.serve.ServeSettings}. May import api, experiment, image.file, io, labelling,
 * model, report, serve.data, serve.http, serve.job, serve.predict and task.
 */
package org.exina.serve;
