/* secret.c -- a memory page of its own for one password.
 * Law: the page is wiped before it is freed, and a child sees zeroes.
 */
#include "secret.h"

#include <string.h>
#include <sys/mman.h>

#include "base/mem.h"
#include "base/str.h"

enum { SECRET_PAGE = 4096, SECRET_MAX = 1024 };

bool
secret_set(struct secret *s, const char *text)
{
	void *page = s->page;

	if (strlen(text) >= SECRET_MAX)
		return false;
	if (!page)
		page = mmap(NULL, SECRET_PAGE, PROT_READ | PROT_WRITE,
			    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (page == MAP_FAILED)
		return false;
	/* best effort: a low limit of locked memory must not prevent work */
	(void)mlock(page, SECRET_PAGE);
	(void)madvise(page, SECRET_PAGE, MADV_DONTDUMP);
	(void)madvise(page, SECRET_PAGE, MADV_WIPEONFORK);
	s->page = page;
	str_copy(s->page, SECRET_MAX, text);
	return true;
}

const char *
secret_text(const struct secret *s)
{
	return s->page ? s->page : "";
}

void
secret_forget(struct secret *s)
{
	if (!s->page)
		return;
	mem_wipe(s->page, SECRET_PAGE);
	munmap(s->page, SECRET_PAGE);
	s->page = NULL;
}
