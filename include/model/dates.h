/* model/dates.h -- days as people type and say them, relative to today.
 *   T  T-3  T+2        today, three days ago, in two days
 *   3/15  03-15  3.15  3月15日  15日  周五  LOOK_BACK: the latest such day not in the future
 *                                        LOOK_AHEAD: the next such day not in the past
 *                                        LOOK_NEAR: the nearer of both; of two equally
 *                                        near, the coming one
 *   20261120  2026-11-20  2026/11/20  2026年11月20日
 *   今天 昨天 前天 大前天 明天 后天  3天前
 *   周五  上周五  本周一  下周一  (also 星期, 礼拜; 日 and 天 are Sunday)
 * Full-width signs and blanks count as their plain forms.
 */
#ifndef MODEL_DATES_H
#define MODEL_DATES_H

#include <stdint.h>

#include "base/err.h"

/* In which direction a day given without its year is sought; a property of the field. */
enum dates_look { LOOK_BACK, LOOK_AHEAD, LOOK_NEAR };

enum verdict dates_parse(const char *in, int32_t today, enum dates_look, int32_t *day,
			 struct err *) MUST;

#endif
