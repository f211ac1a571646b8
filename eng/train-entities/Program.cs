using System.Globalization;
using System.Runtime.InteropServices;

using SearchCore.Entities.Training;

// Trains the model that SearchCore.Entities embeds, and measures recognition. See docs/entities.md.
switch (args)
{
    case ["train", var open, var briefings, var model]:
        var weights = Trainer.Train([.. Corpora.Gold(open, Corpora.Wikigold), .. Corpora.Further(open)], Corpora.Silver(briefings));
        File.WriteAllBytes(model, MemoryMarshal.AsBytes(weights.AsSpan()));
        Console.WriteLine($"{weights.Count(w => w != 0):N0} weights of {weights.Length:N0} are not zero");
        return 0;
    case ["cross-validate", var open, var briefings]:
        Evaluation.CrossValidate(Corpora.Gold(open, Corpora.Wikigold), Corpora.Further(open), Corpora.Silver(briefings), folds: 5);
        return 0;
    case ["evaluate", .. { Length: > 0 } files]:
        Console.WriteLine($"{"corpus",-44} {"kind",-13} {"prec.",6} {"recall",6} {"F1",6}");
        foreach (var file in files)
        {
            Evaluation.Print(file);
        }

        return 0;
    case ["tags", var articles]:
        PlaceTags.Print(articles);
        return 0;
    case ["names", var articles, var most]:
        Listing.Names(articles, int.Parse(most, CultureInfo.InvariantCulture));
        return 0;
    case ["errors", var file]:
        Listing.Errors(file);
        return 0;
    case ["speed", var articles]:
        Evaluation.Speed(articles);
        return 0;
    default:
        Console.Error.WriteLine("""
            train OPEN-GOLD-FOLDER BRIEFINGS.jsonl.gz MODEL.bin   trains; the same input gives the same bytes
            cross-validate OPEN-GOLD-FOLDER BRIEFINGS.jsonl.gz    WikiGold in five folds, each recognized by a model that never saw it
            evaluate GOLD.jsonl.gz…                               precision, recall, F1 a kind: rules alone, with the model
            tags REUTERS.jsonl.gz                                 recall of editors' places and people where the text names them
            names ARTICLES.jsonl NUMBER                           the most frequent names of each kind, as facets count them
            errors GOLD.jsonl.gz                                  what is missed and what is wrong, in its context
            speed ARTICLES.jsonl                                  megabytes a second on one core, memory
            """);
        return 2;
}
