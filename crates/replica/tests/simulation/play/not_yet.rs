//! What the product does not do yet, and the simulation therefore leaves out. When it does, the line
//! goes, and what stands at it.

/// By name, what is left out and how.
pub const NOT_YET: [(&str, &str); 5] = [
    (
        "quiet-device-after-restore",
        "a device that has handed in since the backup and has not read its feed since is not told \
         that the relay forgot it: everybody reads to the end before a backup is restored",
    ),
    (
        "lost-device-and-restore",
        "what only others hold of a device that is gone is not offered by them: no backup is \
         restored over a device's loss, nor over an enrolment",
    ),
    (
        "attachment-after-backup",
        "bytes of an attachment that came after the backup, of a step that came before it, are not \
         offered again: a restored relay keeps the attachments it had",
    ),
    (
        "documents-no-longer-theirs",
        "who may see a matter only ever becomes more: documents that are no longer an office's are \
         not dropped by its devices",
    ),
    (
        "quarantine",
        "nothing of an honest station is refused here, so that quarantine stays empty; that it is \
         entered anew under another actor is not played",
    ),
];
