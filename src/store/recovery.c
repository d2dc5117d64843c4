/* recovery.c -- the organisation's key as text; no copy stays in memory here.
 */
#include "store/recovery.h"

#include <sodium.h>
#include <string.h>

#include "base/mem.h"

void
recovery_make(char secret[RECOVERY_TEXT], char public[RECOVERY_TEXT])
{
	unsigned char p[STORE_RECOVERY_KEY], s[STORE_RECOVERY_KEY];

	if (sodium_init() < 0 || crypto_box_keypair(p, s) != 0)
		mem_exhausted();
	sodium_bin2hex(secret, RECOVERY_TEXT, s, sizeof s);
	sodium_bin2hex(public, RECOVERY_TEXT, p, sizeof p);
	mem_wipe(s, sizeof s);
}

bool
recovery_read(unsigned char key[STORE_RECOVERY_KEY], const char *text)
{
	size_t n = 0;

	return strlen(text) == RECOVERY_TEXT - 1 &&
	       sodium_hex2bin(key, STORE_RECOVERY_KEY, text, RECOVERY_TEXT - 1, NULL,
			      &n, NULL) == 0 &&
	       n == STORE_RECOVERY_KEY && !sodium_is_zero(key, STORE_RECOVERY_KEY);
}
