package fr.recap.elastic;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * Java's TLS, with sockets that also compare the certificate's name with that of the server. The
 * connector leaves that out: any certificate of a trusted authority would do, whosever it is. It
 * does name the protocol by a setting, and this is one by the name of {@link #PROTOCOL}.
 */
final class VerifiedTls extends Provider {
  /** Value of {@code es.net.ssl.protocol}. */
  static final String PROTOCOL = "RecapVerifiedTLS";

  private static final long serialVersionUID = 1L;

  private VerifiedTls() {
    super("RecapVerifiedTLS", "1", "TLS that verifies the server's name");
    putService(
        new Service(this, "SSLContext", PROTOCOL, Context.class.getName(), null, null) {
          @Override
          public Object newInstance(Object parameter) {
            return new Context();
          }
        });
  }

  /** Makes the protocol known to this JVM; again, that changes nothing. */
  static void register() {
    Security.addProvider(new VerifiedTls());
  }

  private static final class Context extends SSLContextSpi {
    private final SSLContext java;

    Context() {
      try {
        java = SSLContext.getInstance("TLS");
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("This Java has no TLS", e);
      }
    }

    @Override
    protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
        throws KeyManagementException {
      java.init(keys, trust, random);
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
      return new Sockets(java.getSocketFactory());
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
      return java.getServerSocketFactory();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
      return java.createSSLEngine();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
      return java.createSSLEngine(host, port);
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
      return java.getServerSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
      return java.getClientSessionContext();
    }
  }

  private static final class Sockets extends SSLSocketFactory {
    private final SSLSocketFactory java;

    Sockets(SSLSocketFactory java) {
      this.java = java;
    }

    private static Socket verifying(Socket socket) {
      SSLSocket tls = (SSLSocket) socket;
      SSLParameters parameters = tls.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      tls.setSSLParameters(parameters);
      return tls;
    }

    @Override
    public String[] getDefaultCipherSuites() {
      return java.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
      return java.getSupportedCipherSuites();
    }

    @Override
    public Socket createSocket() throws IOException {
      return verifying(java.createSocket());
    }

    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean close)
        throws IOException {
      return verifying(java.createSocket(socket, host, port, close));
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return verifying(java.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress from, int fromPort)
        throws IOException {
      return verifying(java.createSocket(host, port, from, fromPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return verifying(java.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
        throws IOException {
      return verifying(java.createSocket(host, port, from, fromPort));
    }
  }
}
