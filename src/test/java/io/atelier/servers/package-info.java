/** The WAR on other application servers than Payara Micro: {@code mvn verify -Pservers}. */
@org.jspecify.annotations.NullMarked
package io.atelier.servers;
