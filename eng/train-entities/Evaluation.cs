using System.Globalization;

using SearchCore.Entities.Gazetteers;
using SearchCore.Entities.Recognition;

namespace SearchCore.Entities.Training;

/// <summary>Measures recognizers against marked-up text, and for speed and memory.</summary>
internal static class Evaluation
{
    /// <summary>Nationalities are no places, a given name is a person.</summary>
    public static readonly MentionScope AsCorporaMark = new(Nationalities: false, GivenNames: true, LegalForms: false);

    /// <summary>A recognizer that marks as corpora do.</summary>
    public static IEntityRecognizer Recognizer(LinearModel? model) => Recognizer(model, AsCorporaMark);

    /// <summary>Scores one recognizer over texts.</summary>
    public static void Score(IEntityRecognizer recognizer, IEnumerable<GoldText> gold, Score score)
    {
        var mentions = new List<EntityMention>();
        foreach (var text in gold)
        {
            mentions.Clear();
            recognizer.Recognize(text.Text, mentions);
            score.Add(text.Mentions, mentions);
        }
    }

    /// <summary>Prints a table of a file: the rules alone, and the rules with the model.</summary>
    public static void Print(string path)
    {
        var gold = GoldText.Read(path);
        foreach (var (name, model) in new (string, LinearModel?)[] { ("rules", null), ("with model", LinearModel.BuiltIn) })
        {
            var score = new Score();
            Score(Recognizer(model), gold, score);
            Print($"{Path.GetFileName(path)}, {name}", score);
        }
    }

    /// <summary>Every document of a corpus recognized by a model that was trained on the others.</summary>
    public static void CrossValidate(List<GoldText> corpus, List<GoldText> always, List<string> silver, int folds)
    {
        var (rules, model) = (new Score(), new Score());
        Score(Recognizer(null), corpus, rules);
        for (var fold = 0; fold < folds; fold++)
        {
            var trained = new LinearModel(Trainer.Train(corpus.Where((_, i) => i % folds != fold).Concat(always), silver));
            Score(Recognizer(trained), corpus.Where((_, i) => i % folds == fold), model);
        }

        Print("rules", rules);
        Print($"with a model, {folds} folds", model);
    }

    /// <summary>Recognizes a file of articles on one core: megabytes of UTF-16 text counted as UTF-8, mentions, memory.</summary>
    public static void Speed(string path)
    {
        foreach (var (name, model) in new (string, LinearModel?)[] { ("rules", null), ("with model", LinearModel.BuiltIn) })
        {
            Speed(path, name, Recognizer(model, AsCorporaMark with { Nationalities = true, GivenNames = false }));
        }
    }

    private static NewsRecognizer Recognizer(LinearModel? model, MentionScope scope) =>
        new(() => GazetteerLoader.BuiltIn, () => model, scope);

    private static void Speed(string path, string name, NewsRecognizer recognizer)
    {
        var mentions = new List<EntityMention>();
        var bytes = 0L;
        var found = 0L;
        var peak = 0L;
        var time = TimeSpan.Zero;
        recognizer.Recognize("Warm up.", mentions);
        foreach (var text in GoldText.Articles(path))
        {
            bytes += System.Text.Encoding.UTF8.GetByteCount(text);
            mentions.Clear();

            // Of the processor's time: whoever else uses it does not count.
            var start = Environment.CpuUsage.TotalTime;
            recognizer.Recognize(text, mentions);
            time += Environment.CpuUsage.TotalTime - start;
            found += mentions.Count;
            peak = Math.Max(peak, GC.GetTotalMemory(false));
        }

        GC.Collect();
        var held = GC.GetTotalMemory(true);
        GC.KeepAlive(recognizer);
        var megabytes = bytes / 1e6;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {megabytes:F1} MB in {time.TotalSeconds:F2} s of processor time = {megabytes / time.TotalSeconds:F1} MB/s; "
            + $"{found:N0} mentions; {held / 1e6:F1} MB held, {peak / 1e6:F1} MB at most with the text read"));
    }

    private static void Print(string what, Score score)
    {
        foreach (var kind in Training.Score.Kinds.Append(null))
        {
            var (precision, recall, f1) = score.Of(kind);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{what,-44} {kind ?? "all",-13} {precision,6:F2} {recall,6:F2} {f1,6:F2}"));
        }
    }
}
