using SearchCore.Articles;

namespace SearchCore.Formats.Mapping;

/// <summary>
/// What the content of an input's first records tells about members whose names say nothing: a column of dates is a date, one of addresses
/// an address, the longest text a body, the lines that all differ a title.
/// </summary>
internal sealed class MemberGuess
{
    /// <summary>Of fewer records nothing can be told.</summary>
    public const int FewestRecords = 3;

    // Of more no more.
    private const int MostRecords = 100;
    private const double Nearly = 0.9;
    private const int ShortestBody = 120, ShortestTitle = 12, LongestTitle = 250;

    private readonly Dictionary<string, string> names;

    private MemberGuess(Dictionary<string, string> names) => this.names = names;

    /// <summary>Nothing.</summary>
    public static MemberGuess None { get; } = new(new(StringComparer.Ordinal));

    /// <summary>The guess of some records. Only targets are looked for that neither the mapping nor any name gives.</summary>
    public static MemberGuess Of(IReadOnlyList<RecordMembers> sample, ArticleMapping mapping, ArticleDateReader dates)
    {
        if (sample.Count < FewestRecords)
        {
            return None;
        }

        var keys = sample.SelectMany(r => r.Names).Select(MemberNames.Key).ToHashSet(StringComparer.Ordinal);
        var stated = mapping.Members.Values.SelectMany(m => m.From).Select(MemberNames.Key).ToHashSet(StringComparer.Ordinal);
        var free = sample.Take(MostRecords).SelectMany(r => r.Names.Select(n => (Name: n, Text: r.Text(n))))
            .Where(v => !Text.Names.IsNone(v.Text) && !stated.Contains(MemberNames.Key(v.Name))
                && !MemberNames.IsKnown(MemberNames.Key(v.Name)))
            .GroupBy(v => MemberNames.Key(v.Name), v => v.Text!.Trim(), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        var guess = new Dictionary<string, string>(StringComparer.Ordinal);
        Choose("published", MemberNames.Published, texts => Share(texts, t => IsDate(t, dates)) >= Nearly ? texts.Count : 0);
        Choose("url", MemberNames.Url, texts =>
            Share(texts, IsAddress) >= Nearly && texts.Distinct(StringComparer.Ordinal).Count() >= Nearly * texts.Count ? texts.Count : 0);
        Choose("body", MemberNames.Body, texts => texts.Average(t => t.Length) is >= ShortestBody and var length ? length : 0);
        Choose("title", MemberNames.Title, texts =>
            Share(texts, t => t.Length is >= ShortestTitle and <= LongestTitle && t.Contains(' ')) >= Nearly
            && texts.Distinct(StringComparer.Ordinal).Count() >= Nearly * texts.Count ? texts.Average(t => t.Length) : 0);
        return new(guess);

        void Choose(string target, string[] known, Func<List<string>, double> score)
        {
            if (mapping.Members.ContainsKey(target) || known.Any(keys.Contains))
            {
                return;
            }

            var best = free.Where(f => f.Value.Count * 2 >= Math.Min(sample.Count, MostRecords))
                .Select(f => (f.Key, Score: score(f.Value))).Where(f => f.Score > 0)
                .OrderByDescending(f => f.Score).FirstOrDefault();
            if (best.Key is not null)
            {
                guess[target] = best.Key;
                free.Remove(best.Key);
            }
        }
    }

    /// <summary>The name that a target may be taken from, as names are compared; null where nothing tells.</summary>
    public string? Of(string target) => names.GetValueOrDefault(target);

    private static double Share(List<string> texts, Predicate<string> has) => (double)texts.Count(t => has(t)) / texts.Count;

    // A bare number may be anything.
    private static bool IsDate(string text, ArticleDateReader dates) =>
        text.Length >= 6 && !text.All(char.IsAsciiDigit) && dates.TryRead(text, out _, out var reading)
        && reading is DateReading.Plain or DateReading.LeapSecond or DateReading.WeekdayContradicts;

    private static bool IsAddress(string text) =>
        text.StartsWith("http", StringComparison.OrdinalIgnoreCase) && text.Contains("://", StringComparison.Ordinal);
}
