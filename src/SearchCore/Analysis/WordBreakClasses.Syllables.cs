namespace SearchCore.Analysis;

/// <content>
/// Scripts without blanks between words, or with particles joined to them: each syllable is a word, as each ideograph is, so that a word is
/// found as the phrase of its syllables wherever it stands. Vowels and signs that are written behind a consonant belong to it.
/// </content>
internal static partial class WordBreakClasses
{
    // The first and the last character of each run, and its class.
    private static ReadOnlySpan<int> Syllables =>
    [
        // Thai.
        0xE01, 0xE2F, Ideograph, 0xE30, 0xE3A, Mark, 0xE40, 0xE44, Ideograph, 0xE45, 0xE4E, Mark,

        // Lao.
        0xE81, 0xEAF, Ideograph, 0xEB0, 0xEBD, Mark, 0xEC0, 0xEC4, Ideograph, 0xEC6, 0xECE, Mark, 0xEDC, 0xEDF, Ideograph,

        // Burmese.
        0x1000, 0x102A, Ideograph, 0x102B, 0x103E, Mark, 0x103F, 0x103F, Ideograph, 0x1050, 0x1055, Ideograph, 0x1056, 0x1059, Mark,
        0x105A, 0x105D, Ideograph, 0x105E, 0x1060, Mark, 0x1061, 0x1061, Ideograph, 0x1062, 0x1064, Mark, 0x1065, 0x1066, Ideograph,
        0x1067, 0x106D, Mark, 0x106E, 0x1070, Ideograph, 0x1071, 0x1074, Mark, 0x1075, 0x1081, Ideograph, 0x1082, 0x108D, Mark,
        0x108E, 0x108E, Ideograph, 0x108F, 0x108F, Mark, 0x109A, 0x109D, Mark,

        // Hangul: letters that are joined to syllables, and the syllables.
        0x1100, 0x115F, Ideograph, 0x1160, 0x11FF, Mark, 0xA960, 0xA97C, Ideograph, 0xAC00, 0xD7A3, Ideograph, 0xD7B0, 0xD7C6, Mark,
        0xD7CB, 0xD7FB, Mark,

        // Khmer.
        0x1780, 0x17B3, Ideograph, 0x17B4, 0x17D3, Mark, 0x17D7, 0x17D7, Mark, 0x17DC, 0x17DD, Mark,
    ];
}
