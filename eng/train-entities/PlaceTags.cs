using System.Globalization;
using System.Text.Json;

using SearchCore.Articles;
using SearchCore.Entities.Text;

namespace SearchCore.Entities.Training;

/// <summary>
/// Holds recognized entities against the tags that editors gave whole articles: Reuters-21578's PLACES and PEOPLE. A tag counts where the
/// text names it.
/// </summary>
/// <remarks>
/// Tags are written small with hyphens (<c>west-germany</c>, <c>james-baker</c>). A place's tag is named by the text where its words stand
/// in it, or a form that a reader takes for it: <c>U.S.</c> and <c>United States</c> of <c>usa</c>, a nationality is not asked for. A
/// person's is named by the family name.
/// </remarks>
internal static class PlaceTags
{
    private static readonly Dictionary<string, string[]> Forms = new()
    {
        ["usa"] = ["U.S.", "United States", "USA", "U.S.A."],
        ["uk"] = ["U.K.", "UK", "Britain", "United Kingdom", "England"],
        ["ussr"] = ["Soviet Union", "USSR", "U.S.S.R."],
        ["uae"] = ["UAE", "United Arab Emirates"],
        ["south-korea"] = ["South Korea"],
    };

    public static void Print(string path)
    {
        var missed = new Dictionary<string, int>();
        foreach (var (kind, (named, found)) in Measure(GoldText.Lines(path), EntityRecognizer.Default, missed))
        {
            var recall = 100.0 * found / named;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{kind}: {found:N0} of {named:N0} tags that the text names, recall {recall:F1} %"));
        }

        var most = missed.OrderByDescending(m => m.Value).Take(12).Select(m => $"{m.Key} {m.Value}");
        Console.WriteLine("missed most: " + string.Join(", ", most));
    }

    /// <summary>How many tags texts name, and how many of these were found, a kind; <paramref name="missed"/> counts the others.</summary>
    public static Dictionary<string, (int Named, int Found)> Measure(
        IEnumerable<string> articles,
        IEntityRecognizer recognizer,
        Dictionary<string, int> missed)
    {
        var tallies = new Dictionary<string, (int Named, int Found)> { [EntityKinds.Place] = default, [EntityKinds.Person] = default };
        var mentions = new List<EntityMention>();
        foreach (var line in articles)
        {
            using var json = JsonDocument.Parse(line);
            var text = Text(json.RootElement, "title") + "\n\n" + Text(json.RootElement, "body");
            mentions.Clear();
            recognizer.Recognize(text, mentions);
            foreach (var kind in tallies.Keys.ToList())
            {
                var names = NamesOf(mentions.Where(m => m.Kind == kind), text);
                foreach (var (tag, forms) in Tags(json.RootElement, kind).Select(t => (t, FormsOf(t, kind))))
                {
                    if (!forms.Any(f => Names(text, f)))
                    {
                        continue;
                    }

                    var found = forms.Any(f => IsFound(Fold(f), kind, names));
                    var (named, right) = tallies[kind];
                    tallies[kind] = (named + 1, right + (found ? 1 : 0));
                    if (!found)
                    {
                        missed[tag] = missed.GetValueOrDefault(tag) + 1;
                    }
                }
            }
        }

        return tallies;
    }

    private static HashSet<string> NamesOf(IEnumerable<EntityMention> mentions, string text) =>
        [.. mentions.SelectMany(m => new[] { Fold(m.Name), Fold(text[m.Start..m.End]) })];

    private static string[] FormsOf(string tag, string kind) => kind == EntityKinds.Place
        ? Forms.GetValueOrDefault(tag) ?? [tag.Replace('-', ' ')]
        : [tag[(tag.LastIndexOf('-') + 1)..]];

    private static bool IsFound(string form, string kind, HashSet<string> names) =>
        names.Contains(form) || (kind == EntityKinds.Person && names.Any(n => n.EndsWith(" " + form, StringComparison.Ordinal)));

    private static string Text(JsonElement article, string member) =>
        article.TryGetProperty(member, out var value) ? value.GetString() ?? "" : "";

    private static IEnumerable<string> Tags(JsonElement article, string kind) =>
        article.TryGetProperty("entities", out var entities) && entities.TryGetProperty(kind, out var tags)
            ? tags.EnumerateArray().Select(t => t.GetString()!)
            : [];

    // As a whole word, whatever the case.
    private static bool Names(string text, string form)
    {
        for (var at = -1; (at = text.IndexOf(form, at + 1, StringComparison.OrdinalIgnoreCase)) >= 0;)
        {
            var end = at + form.Length;
            var starts = at == 0 || !char.IsLetterOrDigit(text[at - 1]);
            var ends = end >= text.Length || !char.IsLetterOrDigit(text[end]);
            if (starts && ends)
            {
                return true;
            }
        }

        return false;
    }

    private static string Fold(string name) => Folding.Fold(name);
}
