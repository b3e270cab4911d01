/** Programs that read the tables with what people use on JDBC, and print what they read. */
package io.github.wandbjdbc.clients;
