package io.atelier.websocket;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.server.ServerEndpointConfig;

/**
 * Gives the container the endpoints that CDI has made; not every container asks for them itself.
 */
public class EndpointBeans extends ServerEndpointConfig.Configurator {
  @Override
  public <T> T getEndpointInstance(Class<T> type) {
    return CDI.current().select(type).get();
  }
}
