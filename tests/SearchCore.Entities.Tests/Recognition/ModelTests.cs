using SearchCore.Entities.Gazetteers;
using SearchCore.Entities.Recognition;
using SearchCore.Entities.Training;

namespace SearchCore.Entities.Tests.Recognition;

/// <summary>The trained model and its training.</summary>
public class ModelTests
{
    private static readonly GoldText[] Gold =
    [
        .. Enumerable.Range(0, 40).Select(i => Marked($"The pilot of Zarv{i % 7} slept.", "Zarv" + (i % 7), "place")),
        .. Enumerable.Range(0, 40).Select(i => Marked($"The uncle of Zarv{i % 7} slept.", "Zarv" + (i % 7), "person")),
    ];

    [Fact]
    public void The_same_input_gives_the_same_weights()
    {
        string[] silver = ["They met President Emmanuel Macron in Paris and went on to Berlin.", "NATO met in Oslo."];
        Assert.Equal(Trainer.Train(Gold, silver), Trainer.Train(Gold, silver));
    }

    [Fact]
    public void What_it_learned_settles_what_rules_leave_open()
    {
        var trained = Recognizer(new LinearModel(Trainer.Train(Gold, [])));
        Assert.Equal(["place"], Kinds(trained, "The pilot of Quolm slept."));
        Assert.Equal(["person"], Kinds(trained, "The uncle of Quolm slept."));
    }

    [Fact]
    public void It_overturns_nothing_that_rules_are_sure_of()
    {
        var strange = new sbyte[LinearModel.Buckets * LinearModel.Verdicts];
        for (var i = 0; i < strange.Length; i += LinearModel.Verdicts)
        {
            strange[i] = 127;
        }

        var none = Recognizer(new LinearModel(strange));
        Assert.Equal(["person", "place"], Kinds(none, "President Vladimir Putin travelled to Syria."));
    }

    [Fact]
    public void A_model_of_another_size_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new LinearModel(new sbyte[8]));
    }

    [Fact]
    public void A_decision_remembered_is_the_decision_made_anew()
    {
        string[] further =
        [
            "It is a pity, said Velmora.", "A fire broke out in Velmora on Friday.", "Shares of the steel company Velmora fell.",
        ];
        var text = string.Join("\n\n", Gold.Select(g => g.Text).Concat(further));
        var used = Recognizer(LinearModel.BuiltIn);
        var first = Mentions(used, text);
        Assert.Equal(first, Mentions(used, text));
        Assert.Equal(first, Mentions(Recognizer(LinearModel.BuiltIn), text));
    }

    [Fact]
    public void Own_sentences_are_marked_where_their_names_stand()
    {
        using var stream = new MemoryStream("# A comment\n{p} of {o} left {l}.\n"u8.ToArray());
        var texts = OwnSentences.Read(stream);
        Assert.NotEmpty(texts);
        Assert.All(texts, t => Assert.Equal(["person", "organization", "place"], t.Mentions.Select(m => m.Kind)));
        Assert.All(texts, t => Assert.Equal(t.Text, $"{Part(t, 0)} of {Part(t, 1)} left {Part(t, 2)}."));

        static string Part(GoldText text, int mention) => text.Text[text.Mentions[mention].Start..text.Mentions[mention].End];
    }

    private static NewsRecognizer Recognizer(LinearModel model) =>
        new(() => GazetteerLoader.BuiltIn, () => model, new MentionScope(Nationalities: true, GivenNames: false, LegalForms: false));

    private static GoldText Marked(string text, string name, string kind)
    {
        var start = text.IndexOf(name, StringComparison.Ordinal);
        return new GoldText(text, text, [new() { Start = start, End = start + name.Length, Kind = kind, Name = "" }]);
    }

    private static string[] Kinds(NewsRecognizer recognizer, string text) => [.. Mentions(recognizer, text).Select(m => m.Kind)];

    private static List<EntityMention> Mentions(NewsRecognizer recognizer, string text)
    {
        var mentions = new List<EntityMention>();
        recognizer.Recognize(text, mentions);
        return mentions;
    }
}
