//! The test suite that every backend must pass.
//!
//! The file `tests/conformance.rs` of a backend needs one line. Its expression opens an empty store: it runs once per case, may
//! `.await`, and returns an [`EmptyStore`]. Every case becomes a test with the name of the case, so that no case can be left out:
//!
//! ```ignore
//! valetkey_storage::conformance_suite!(EmptyStore::new(MemoryStorage::new()));
//! ```

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests that live in a library")]

mod access_tokens;
mod atomicity;
mod audit_blocks;
mod authorization_facts;
mod changes;
mod claim_maps;
mod clients;
mod codes;
mod concurrency;
mod consents;
mod counters;
pub mod crowd;
mod deletions;
mod file_ownerships;
pub mod full_disk;
mod grants;
mod housekeeping;
mod identity_providers;
mod kept_answers;
pub mod listings;
mod logos;
mod mail_challenges;
pub mod metering;
pub mod million;
mod odd_text;
mod passkeys;
mod pictures;
mod refreshes;
mod role_maps;
mod rows;
pub mod sample;
mod second_factors;
mod sessions;
mod signing_keys;
mod tenant_records;
mod tenants;
mod tomorrow;
mod trusted_devices;
mod user_names;
mod user_search;
mod users;
mod waiting_requests;

use std::{any::Any, sync::Arc};

use crate::Storage;

/// A store without records, with a value that must be kept as long as the store, such as its folder.
pub struct EmptyStore {
    storage: Arc<dyn Storage>,
    guard: Option<Box<dyn Any + Send>>,
}

impl EmptyStore {
    /// Creates an empty store without such a value.
    pub fn new(storage: impl Storage) -> Self {
        Self { storage: Arc::new(storage), guard: None }
    }

    /// Keeps `guard` and drops it after the store.
    pub fn keeping(self, guard: impl Any + Send) -> Self {
        Self { guard: Some(Box::new(guard)), ..self }
    }
}

/// Defines a runner for every case, and the macro that makes a test of each runner.
macro_rules! cases {
    ($dollar:tt $($module:ident: $($name:ident),+;)+) => {
        /// A runner for each case.
        #[doc(hidden)]
        pub mod case {
            use super::EmptyStore;
            $($(
                pub fn $name(open: impl Future<Output = EmptyStore>) {
                    super::run(open, super::$module::$name);
                }
            )+)+
        }

        /// Makes a test of every case of the suite for this backend. The expression opens an empty store.
        #[macro_export]
        macro_rules! conformance_suite {
            ($dollar open:expr) => {
                $($(
                    #[test]
                    fn $name() {
                        $dollar crate::conformance::case::$name(async { $dollar open });
                    }
                )+)+
            };
        }
    };
}

cases! { $
    clients: a_client_without_a_rotation_is_stored_as_before, a_client_comes_back_with_every_field, a_client_comes_back_without_what_is_optional,
        a_client_is_added_once, a_client_is_replaced_only_if_it_exists, an_edit_of_a_client_is_not_overwritten, the_consents_of_a_removed_client_are_removed,
        removing_an_unknown_client_is_a_conflict, client_identifiers_are_compared_byte_for_byte,
        clients_are_listed_by_name_then_identifier;
    users: a_user_comes_back_with_every_field, a_user_comes_back_without_what_is_optional,
        a_user_identifier_is_given_once, a_user_is_replaced_only_if_they_exist, an_edit_of_a_user_is_not_overwritten,
        the_consents_and_sessions_of_a_removed_user_are_removed, removing_an_unknown_user_is_a_conflict;
    user_names: usernames_are_unique_across_case, mail_addresses_are_unique_across_case,
        several_users_may_have_no_mail_address, a_replaced_user_cannot_take_a_name_that_is_taken,
        a_replaced_user_frees_the_old_names, a_replaced_user_may_change_the_case_of_a_name,
        a_removed_user_frees_the_names, a_sign_in_name_is_a_username_or_a_mail_address,
        f1_a_mail_address_is_not_the_username_of_another_user, f1_a_username_may_be_the_address_of_the_same_user,
        f1_users_who_share_a_name_are_edited_apart_from_it, f1_a_shared_name_passes_to_the_other_user,
        f1_a_name_is_not_given_up_by_the_user_who_does_not_hold_it, a_sign_in_name_is_not_a_pattern;
    user_search: users_are_listed_by_username, users_are_found_by_the_beginning_of_username_address_or_name,
        users_with_the_same_name_are_on_one_page_each, a_search_goes_on_after_a_user_who_changed_meanwhile,
        a_search_is_not_a_pattern, odd_text_is_found;
    counters: a_counter_begins_adds_up_and_expires_later, a_counter_that_ended_starts_again,
        a_counter_does_not_overflow, a_counter_that_changed_meanwhile_is_not_removed,
        counters_differ_by_tenant_kind_and_number, a_counter_has_the_values_of_its_row;
    sessions: a_session_comes_back_with_every_field, an_ended_session_keeps_its_first_end,
        ending_an_unknown_session_does_nothing, a_session_without_its_user_is_not_found,
        a_session_identifier_is_given_once;
    consents: a_consent_replaces_the_one_before, a_consent_replaces_the_revision_it_was_read_at_only,
        a_consent_is_of_one_user_and_one_client, a_withdrawn_consent_allows_nothing_and_stays_withdrawn,
        a_consent_to_an_unknown_client_is_stored;
    codes: an_unused_code_has_its_user_and_no_grant, a_code_has_the_consent_of_its_user_to_its_client,
        a_used_code_has_its_grant, a_code_of_a_removed_user_has_no_user,
        m6_a_code_has_its_session_or_the_one_that_continues_it, m6_a_session_that_ended_is_not_continued,
        m6_a_grant_is_stored_only_while_its_session_lasts;
    grants: a_grant_comes_back_with_every_field, a_revoked_grant_keeps_its_first_moment,
        revoking_an_unknown_grant_does_nothing, a_grant_cannot_be_stored_over_a_revoked_one,
        grants_of_a_session_are_revoked_but_offline_ones, grants_of_a_consent_are_revoked_and_no_others,
        grants_of_a_removed_client_stay_without_it, grants_of_a_removed_user_are_revoked,
        clients_of_a_session_come_once_each;
    refreshes: a_grant_comes_with_its_user, a_redemption_stores_the_new_state_of_the_grant,
        a_redemption_needs_the_state_that_the_decision_read, a_second_use_may_be_forgiven,
        a_revoked_grant_redeems_nothing, an_unknown_grant_redeems_nothing;
    access_tokens: an_access_token_has_its_grant_and_its_user, an_access_token_without_a_grant_has_no_facts,
        an_access_token_of_a_removed_user_has_no_user, a_revoked_access_token_is_known,
        an_access_token_is_revoked_twice_without_harm;
    tenant_records: a_tenant_is_recorded_once_and_replaced_whole, two_servers_record_a_tenant_and_one_wins,
        an_edit_of_a_tenant_is_not_overwritten;
    mail_challenges: a_mail_challenge_comes_back_and_is_used_once, attempts_at_the_same_time_all_count,
        the_mail_challenges_of_a_user_go_together;
    second_factors: second_factors_come_back_and_go_with_their_user,
        en5_second_factors_replace_the_revision_they_were_read_at;
    trusted_devices: a_trusted_device_comes_back_and_is_used_while_it_is_there,
        the_trusted_devices_of_a_user_go_together_and_with_the_user;
    waiting_requests: a_waiting_request_comes_back_and_is_removed_once;
    passkeys: a_passkey_comes_back_with_every_field, a_use_of_a_passkey_counts_once_per_counter,
        an_edit_of_a_passkey_is_not_overwritten, a_passkey_is_removed_once_or_with_its_user, a_challenge_is_used_once;
    identity_providers: an_identity_provider_is_added_once_edited_and_removed,
        al2_an_account_of_a_provider_is_linked_to_one_user, the_linked_accounts_and_provider_sessions_of_a_removed_user_are_removed,
        a_provider_session_comes_back_and_is_found_by_each_value;
    claim_maps: attributes_and_scopes_come_back_with_every_field, a_tenant_without_attributes_and_scopes_reads_nothing;
    file_ownerships: a_record_has_one_owning_file_until_it_is_removed;
    deletions: users_are_found_from_the_moment_of_their_deletion_on, a_user_is_removed_on_condition_that_nobody_changed_them,
        an_event_is_made_anonymous_and_stays, every_grant_of_one_user_is_removed;
    audit_blocks: a_block_comes_back_and_its_number_is_used_once,
        a_webhook_comes_back_with_every_field_and_an_edit_is_not_overwritten;
    pictures: a_picture_comes_back_byte_for_byte_and_goes_with_its_user;
    kept_answers: an_answer_is_kept_once_for_each_caller_and_key_with_its_change, an_expired_answer_is_replaced_once;
    logos: a_logo_comes_back_byte_for_byte_and_is_removed;
    role_maps: groups_and_roles_come_back_with_every_field, names_of_groups_and_roles_are_unique_across_case,
        of_two_changes_of_groups_and_roles_at_once_one_is_refused, facts_have_the_revision_of_groups_and_roles,
        members_of_a_group_follow_the_records_of_users, holders_of_a_role_are_found, a_required_group_must_be_there;
    signing_keys: signing_keys_come_oldest_first, a_signing_key_replaces_the_revision_it_was_read_at,
        a_removed_signing_key_is_gone;
    authorization_facts: authorization_facts_are_complete, authorization_facts_are_empty_for_missing_records;
    odd_text: odd_text_survives_in_every_client_field, odd_text_survives_in_every_user_field,
        odd_text_survives_in_identifiers, odd_text_survives_in_grants_and_consents, extreme_moments_survive;
    atomicity: a_conflict_at_any_position_leaves_nothing, an_empty_list_is_applied, a_list_sees_its_own_changes,
    an_existing_record_in_a_long_list_is_refused_at_its_position,
    the_last_of_many_consents_to_one_client_counts, a_list_may_be_long,
        a_conflict_takes_back_every_kind_of_change;
    tenants: equal_identifiers_live_in_two_tenants, no_finder_sees_another_tenant, no_finder_joins_two_tenants, no_change_reaches_another_tenant, the_records_of_a_tenant_are_removed_in_steps;
    rows: a_description_names_nothing_twice, pages_hold_every_row_once_and_in_order, rows_that_were_read_can_be_written_to_another_store,
        rows_are_filtered_and_ordered, rows_come_in_the_reverse_order, empty_columns_are_found,
        a_listing_with_an_unknown_column_a_wrong_value_or_no_index_is_refused, housekeeping_removes_every_kind_with_a_retention,
        no_row_of_another_tenant_is_found, a_required_row_must_be_there, a_conflict_takes_back_rows_of_every_kind;
    tomorrow: values_and_members_of_a_newer_version_survive_an_edit, attributes_of_a_newer_version_survive_an_edit, an_unknown_required_value_makes_one_record_unreadable,
        a_list_goes_on_after_an_unreadable_record;
    housekeeping: only_what_expired_is_removed, housekeeping_is_bounded, housekeeping_reaches_every_tenant;
    concurrency: fifty_redemptions_of_one_code_have_one_winner, fifty_refreshes_with_one_token_have_one_winner,
        parallel_failures_are_all_counted, fifty_users_want_one_name_and_one_gets_it,
        f1_fifty_users_want_one_name_as_username_or_address_and_one_gets_it,
        a_reader_never_sees_half_of_a_list, m6_a_sign_out_and_a_redemption_have_one_order,
        m6_redemptions_at_the_same_time_each_need_their_own_session, a_conflict_does_not_affect_other_lists;
}

/// Runs one case on several threads, as the server does.
fn run<Case>(open: impl Future<Output = EmptyStore>, case: impl FnOnce(Arc<dyn Storage>) -> Case)
where
    Case: Future<Output = ()>,
{
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(4).enable_all().build().unwrap();
    runtime.block_on(async {
        let EmptyStore { storage, guard } = open.await;
        storage.ping().await.unwrap();
        case(storage.clone()).await;
        drop(storage);
        drop(guard);
    });
}
