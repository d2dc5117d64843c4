/* quick_kdf.h -- where a test opens stores by the hundred, a quick derivation stands in for
 * the slow one of libsodium, which test_store_store.c sees.  Included by one file a program.
 */
#ifndef TEST_QUICK_KDF_H
#define TEST_QUICK_KDF_H

#include <sodium.h>

int
crypto_pwhash(unsigned char *const out, unsigned long long outlen,
	      const char *const passwd, unsigned long long passwdlen,
	      const unsigned char *const salt, unsigned long long opslimit,
	      size_t memlimit, int alg)
{
	(void)opslimit;
	(void)memlimit;
	(void)alg;
	return crypto_generichash(out, outlen, (const unsigned char *)passwd, passwdlen,
				  salt, crypto_pwhash_SALTBYTES);
}

#endif
