namespace SearchCore.Entities.Training;

/// <summary>Lists for reading by eye: the most frequent names of an archive, and what is missed or wrong in a marked-up text.</summary>
internal static class Listing
{
    /// <summary>How many characters of context stand on each side of a mention.</summary>
    private const int Context = 40;

    /// <summary>Prints the names of each kind that most articles carry, as facets of an index count them.</summary>
    public static void Names(string path, int most)
    {
        var counts = new Dictionary<(string Kind, string Name), int>();
        var mentions = new List<EntityMention>();
        foreach (var text in GoldText.Articles(path))
        {
            mentions.Clear();
            EntityRecognizer.Default.Recognize(text, mentions);
            foreach (var name in mentions.Select(m => (m.Kind, m.Name)).Distinct())
            {
                counts[name] = counts.GetValueOrDefault(name) + 1;
            }
        }

        foreach (var kind in Score.Kinds)
        {
            Console.WriteLine(kind);
            var ofKind = counts.Where(c => c.Key.Kind == kind)
                .OrderByDescending(c => c.Value)
                .ThenBy(c => c.Key.Name, StringComparer.Ordinal);
            foreach (var ((_, name), count) in ofKind.Take(most))
            {
                Console.WriteLine($"{count,7}  {name}");
            }
        }
    }

    /// <summary>Prints each mention that is missed and each that is wrong, with its context, one a line.</summary>
    public static void Errors(string path)
    {
        var recognizer = Evaluation.Recognizer(Recognition.LinearModel.BuiltIn);
        var mentions = new List<EntityMention>();
        foreach (var gold in GoldText.Read(path))
        {
            mentions.Clear();
            recognizer.Recognize(gold.Text, mentions);
            var found = mentions.Select(m => (m.Start, m.End, m.Kind)).ToHashSet();
            var right = gold.Mentions.Where(m => Score.Kinds.Contains(m.Kind)).Select(m => (m.Start, m.End, m.Kind)).ToHashSet();
            var errors = right.Except(found).Select(m => (Mention: m, What: "missed"))
                .Concat(found.Except(right).Select(m => (Mention: m, What: "wrong")));
            foreach (var (mention, what) in errors.OrderBy(e => e.Mention.Start))
            {
                Console.WriteLine($"{gold.Id}\t{what}\t{mention.Kind}\t{InContext(gold.Text, mention.Start, mention.End)}");
            }
        }
    }

    private static string InContext(string text, int start, int end)
    {
        var before = text[Math.Max(0, start - Context)..start];
        var after = text[end..Math.Min(text.Length, end + Context)];
        return $"{before}[{text[start..end]}]{after}".ReplaceLineEndings("|");
    }
}
