package dev.javaform.remote.winrm.ntlm;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The JDK's algorithms that NTLM is made of. */
final class Hashes {

  private Hashes() {}

  static byte[] md5(byte[]... parts) {
    try {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      for (byte[] part : parts) {
        md5.update(part);
      }
      return md5.digest();
    } catch (GeneralSecurityException e) {
      throw missing("MD5", e);
    }
  }

  static byte[] hmacMd5(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacMD5");
      mac.init(new SecretKeySpec(key, "HmacMD5"));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw missing("HmacMD5", e);
    }
  }

  /** A stream of RC4 that goes on with each update; it does the same both ways. */
  static Cipher rc4(byte[] key) {
    try {
      Cipher cipher = Cipher.getInstance("ARCFOUR");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "ARCFOUR"));
      return cipher;
    } catch (GeneralSecurityException e) {
      throw missing("ARCFOUR (RC4)", e);
    }
  }

  private static IllegalStateException missing(String algorithm, GeneralSecurityException e) {
    return new IllegalStateException(
        "This JDK does not offer %s, which NTLM is made of: it may be switched off in its java.security, as where FIPS rules hold. Use Basic over HTTPS instead."
            .formatted(algorithm),
        e);
  }
}
