using SearchCore.Entities.Recognition;
using SearchCore.Entities.Training;
using SearchCore.TestKit;

namespace SearchCore.Entities.Tests.Recognition;

/// <summary>What recognition is worth against marked-up text that nothing was trained on, as docs/entities.md promises.</summary>
public class MeasuredTests
{
    [SharedFact]
    public void Reuters_news_is_marked_with_an_f1_above_88_and_its_places_above_90()
    {
        var score = new Score();
        var gold = GoldText.Read(SharedData.File("ner/conll2003-testa.jsonl.gz"));
        Evaluation.Score(Evaluation.Recognizer(LinearModel.BuiltIn), gold, score);
        Assert.True(score.Of().F1 > 88.5, $"{score.Of()}");
        Assert.True(score.Of("place").F1 > 90, $"{score.Of("place")}");
    }

    [SharedFact]
    public void Other_news_comes_within_eight_points_of_it()
    {
        var (testa, other) = (new Score(), new Score());
        var recognizer = Evaluation.Recognizer(LinearModel.BuiltIn);
        Evaluation.Score(recognizer, GoldText.Read(SharedData.File("ner/conll2003-testa.jsonl.gz")), testa);
        Evaluation.Score(recognizer, GoldText.Read(SharedData.File("ner/conll2003-train.jsonl.gz")).Where((_, i) => i % 3 == 0), other);
        Assert.True(testa.Of().F1 - other.Of().F1 < 8, $"{testa.Of()} and {other.Of()}");
    }

    [SharedFact]
    public void Editors_places_and_people_are_found_where_the_text_names_them()
    {
        var articles = GoldText.Lines(SharedData.File("reuters21578.jsonl.gz")).Where((_, i) => i % 10 == 0);
        var tallies = PlaceTags.Measure(articles, EntityRecognizer.Default, []);
        Assert.All(tallies, t => Assert.True(t.Value.Found > 0.85 * t.Value.Named && t.Value.Named > 50, $"{t}"));
    }

    [Fact]
    public void A_score_counts_exact_matches_of_the_three_kinds()
    {
        var score = new Score();
        score.Add(
            [Mention(0, 5, "person"), Mention(9, 12, "place"), Mention(20, 22, "misc")],
            [Mention(0, 5, "person"), Mention(9, 12, "organization"), Mention(9, 11, "place")]);
        var (precision, recall, f1) = score.Of();
        Assert.Equal((33.3, 50.0, 40.0), (Math.Round(precision, 1), Math.Round(recall, 1), Math.Round(f1, 1)));
    }

    private static EntityMention Mention(int start, int end, string kind) => new() { Start = start, End = end, Kind = kind, Name = "" };
}
