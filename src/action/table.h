/* action/table.h -- the actions of this room, one file each. */
#ifndef ACTION_TABLE_H
#define ACTION_TABLE_H

#include "base/text.h"

#include "action/action.h"

extern const struct action action_register, action_amend, action_assign, action_sign,
	action_accept, action_pass, action_decline, action_contact, action_mediate,
	action_agree, action_terminate, action_reply, action_answer, action_verify,
	action_file, action_nofile, action_extend, action_tell_reporter, action_approve,
	action_reject, action_callback, action_return, action_escalate, action_take,
	action_urge, action_supervise, action_note, action_withdraw, action_notify,
	action_retract, action_join, action_leave, action_represent, action_consent,
	action_empower, action_revoke, action_merge, action_unmerge, action_split,
	action_issue, action_void_document, action_propose, action_no_authority,
	action_repeated, action_transfer, action_hand_over, action_case_result,
	action_disclose, action_conclude, action_new_facts, action_turn_report,
	action_recall, action_void, action_archive, action_reopen, action_odr,
	action_odr_result, action_demand_proof, action_proof, action_dispute,
	action_settle_dispute, action_designate, action_entrust, action_appraise,
	action_appraised, action_pause, action_resume, action_ask_recusal,
	action_decide_recusal, action_alert, action_alert_follow, action_alert_close,
	action_alert_ack, action_publish, action_unpublish;

#endif
