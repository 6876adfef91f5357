//! Whole-product tests. Each file is one story; `cargo xtask test --only browser` plays them all, one
//! after the other, and `cargo test -p acceptance NAME -- --test-threads=1` one of them.

mod a_department_decides;
mod a_letter_over_a_slow_line;
mod a_long_list_by_keyboard;
mod a_network_without_sockets;
mod a_reception_day;
mod a_screening_week;
mod a_visit_on_two_tablets;
mod an_accusation_goes_apart;
mod carried_by_hand;
mod handle_a_matter_apart;
mod import_township_ledger;
mod kill_relay_while_pushing;
mod killed_in_mid_save;
mod lock_and_unlock;
mod mediate_to_a_signed_agreement;
mod pages_come_in_chunks;
mod pages_have_no_serious_axe_fault;
mod profile_shows_nothing;
mod reopen_with_relay_stopped;
mod screenshots;
mod settle_in_charge;
mod storage_refused;
mod two_offices_edit_one_fact;
mod two_tabs_one_station;
mod update_is_offered_not_forced;
mod write_offline_then_sync;
