using SearchCore.Articles.Folding;

namespace SearchCore.Articles.Dates;

/// <summary>What a word can be in a date; a word may be several things, and what stands around it tells which.</summary>
[Flags]
internal enum WordUses
{
    None = 0,
    Month = 1,
    Weekday = 2,
    Am = 4,
    Pm = 8,
    Zone = 16,

    /// <summary>Says nothing: <c>at</c>, <c>um</c>, <c>de</c>.</summary>
    Filler = 32,
    YearMark = 64,
    MonthMark = 128,
    DayMark = 256,
    HourMark = 512,
    MinuteMark = 1024,
    SecondMark = 2048,

    /// <summary>Stands before its number instead of after it: <c>tháng 3</c>.</summary>
    Prefix = 4096,

    /// <summary>Written to a number without a blank: <c>1st</c>, <c>1er</c>.</summary>
    Ordinal = 8192,

    /// <summary>Longer names begin with it.</summary>
    Begins = 16384,
}

/// <summary>A word of a date.</summary>
/// <param name="Uses">What it can be.</param>
/// <param name="Month">The month it names, from 1; 0 for none.</param>
/// <param name="Weekday">The day it names, Monday 0; <see cref="AnyWeekday"/> where it may be several.</param>
/// <param name="Zone">The zone it names, as <see cref="ZoneNames.TryOffset"/> numbers them.</param>
internal readonly record struct DateWord(WordUses Uses, byte Month = 0, byte Weekday = DateWord.AnyWeekday, short Zone = 0)
{
    /// <summary>A day of the week, but not to be told which.</summary>
    public const byte AnyWeekday = 255;
}

/// <summary>All words of dates, folded, in one table.</summary>
/// <remarks>Made when the first date is read that is not ISO 8601. Thread-safe.</remarks>
internal static class DateWords
{
    /// <summary>The longest word or name in the table, in UTF-16 units.</summary>
    public const int Longest = 24;

    private static readonly (WordUses Uses, string Words)[] Others =
    [
        (WordUses.Am, "am pg πμ öö पूर्वाह्न ص صباحا 上午 早上 凌晨 午前 오전 sa sáng"),
        (WordUses.Pm, "pm ptg μμ ös अपराह्न م مساء 下午 晚上 午後 오후 ch chiều tối"),
        (WordUses.YearMark, "年 년"),
        (WordUses.MonthMark, "月 월"),
        (WordUses.DayMark, "日 일 号 號"),
        (WordUses.YearMark | WordUses.Prefix, "năm"),
        (WordUses.MonthMark | WordUses.Prefix, "tháng thg"),
        (WordUses.DayMark | WordUses.Prefix, "ngày"),
        (WordUses.HourMark, "h hs hrs uhr uur 時 时 點 点 시 giờ ч год hod बजे"),
        (WordUses.MinuteMark, "min 分 분 phút хв мин"),
        (WordUses.SecondMark, "sec sek 秒 초 giây сек"),
        (WordUses.Ordinal, "st nd rd th er re ère ste de e o a го й е η"),
        (WordUses.Filler, "at on of the o'clock um am den der dem le la à de del das do dia el las los a às alle ore il om op kl klo"
            + " kello ob o godz r roku v ve dne og i w dnia г года год р року в о об ч ώρα ώρες στις την της saat tarihinde günü ora orele"
            + " pukul jam tanggal في يوم الساعة عام בשעה יום ה को lúc d' م ه ب к у"),
    ];

    private static readonly Dictionary<string, DateWord> Table = Make();

    private static readonly Dictionary<string, DateWord>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Table.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What a word can be.</summary>
    /// <param name="folded">The word, folded; parts of a name set apart by one blank.</param>
    /// <param name="word">What it can be; nothing where it is no word of dates.</param>
    /// <returns>Whether it is a word of dates, or the beginning of a name.</returns>
    public static bool TryGet(ReadOnlySpan<char> folded, out DateWord word) => Lookup.TryGetValue(folded, out word);

    /// <summary>Folds a name as texts are folded.</summary>
    public static string Fold(string name)
    {
        Span<char> folded = stackalloc char[name.Length + CharacterFolding.Longest];
        var length = 0;
        foreach (var rune in name.EnumerateRunes())
        {
            length += CharacterFolding.Fold(rune.Value, folded[length..]);
        }

        return folded[..length].ToString();
    }

    private static Dictionary<string, DateWord> Make()
    {
        var table = new Dictionary<string, DateWord>(2048, StringComparer.Ordinal);
        foreach (var (_, months) in MonthNames.Rows)
        {
            AddRow(table, months, (number, old) => old with { Uses = old.Uses | WordUses.Month, Month = number });
        }

        foreach (var (_, days) in WeekdayNames.Rows)
        {
            AddRow(table, days, (number, old) => old with
            {
                Uses = old.Uses | WordUses.Weekday,
                Weekday = (old.Uses & WordUses.Weekday) == 0 || old.Weekday == number ? number : DateWord.AnyWeekday,
            });
        }

        for (var i = 0; i < ZoneNames.Fixed.Length + ZoneNames.Places.Length; i++)
        {
            var zone = (short)i;
            var name = i < ZoneNames.Fixed.Length ? ZoneNames.Fixed[i].Name : ZoneNames.Places[i - ZoneNames.Fixed.Length].Name;
            Add(table, name, old => old with { Uses = old.Uses | WordUses.Zone, Zone = zone });
        }

        foreach (var (uses, words) in Others)
        {
            foreach (var word in words.Split(' '))
            {
                Add(table, word, old => old with { Uses = old.Uses | uses });
            }
        }

        return table;
    }

    private static void AddRow(Dictionary<string, DateWord> table, string row, Func<byte, DateWord, DateWord> add)
    {
        var names = row.Split('|');
        for (var i = 0; i < names.Length; i++)
        {
            // Months count from 1, days of the week from 0.
            var number = (byte)(names.Length == 12 ? i + 1 : i);
            foreach (var name in names[i].Split(' '))
            {
                Add(table, name, old => add(number, old));
            }
        }
    }

    private static void Add(Dictionary<string, DateWord> table, string name, Func<DateWord, DateWord> add)
    {
        var folded = Fold(name.Replace('_', ' '));
        for (var blank = folded.IndexOf(' '); blank > 0; blank = folded.IndexOf(' ', blank + 1))
        {
            var beginning = folded[..blank];
            var word = table.GetValueOrDefault(beginning, new DateWord(WordUses.None));
            table[beginning] = word with { Uses = word.Uses | WordUses.Begins };
        }

        table[folded] = add(table.GetValueOrDefault(folded, new DateWord(WordUses.None)));
    }
}
