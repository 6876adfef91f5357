//! Matching a row allocates nothing: it runs over thousands of rows at every key press.

use lookup::{Query, SearchFields, SearchKey, pinyin_of_name};
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

thread_local! {
    static ALLOCATIONS: Cell<usize> = const { Cell::new(0) };
}

struct Counting;

// SAFETY: hands everything on to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.with(|count| count.set(count.get() + 1));
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

#[test]
fn matching_a_row_allocates_nothing() {
    let pinyin = pinyin_of_name("单国强、阿卜杜·热合曼");
    let row = SearchKey::new(&SearchFields {
        names: &["单国强", "阿卜杜·热合曼"],
        texts: &["反映东风村三组土地流转台账不清"],
        numbers: &["XF-2026-000123"],
        phones: &["138-0013-8000"],
        pinyin: Some(&pinyin),
    });
    for typed in
        ["sgq", "shanguoqiang", "国强 台帐", "单guo", "138-0013", "没有", "xyz", "000123 zs", ""]
    {
        let query = Query::parse(typed);
        let before = ALLOCATIONS.with(Cell::get);
        std::hint::black_box(query.matches(&row));
        assert_eq!(ALLOCATIONS.with(Cell::get), before, "{typed}");
    }
}
