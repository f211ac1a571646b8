using System.Text.Json;

using SearchCore.Client.Contracts;
using SearchCore.Web.Access;
using SearchCore.Web.Keeping;
using SearchCore.Web.Requests;

namespace SearchCore.Web.Api;

/// <summary>The searches that somebody has saved.</summary>
internal static class SavedRoutes
{
    public static void MapSaved(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/searches", async (Call call, SavedSearches saved) => Answers.Of(
                await saved.ListAsync(call.Reader.Id, call.Collection.Name), ServiceJsonContext.Default.SavedSearchList))
            .Needs(Permission.Read)
            .WithName("savedSearches")
            .WithSummary("The searches that you have saved")
            .Produces<SavedSearchList>();
        routes.MapPut("/searches/{name}", Put)
            .Needs(Permission.Read)
            .WithName("saveSearch")
            .WithSummary("Saves a search under a name")
            .Accepts<SavedSearch>("application/json")
            .Produces<SavedSearch>();
        routes.MapDelete("/searches/{name}", Delete)
            .Needs(Permission.Read)
            .WithName("removeSearch")
            .WithSummary("Removes a saved search")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> Put(Call call, SavedSearches saved, string name)
    {
        var sent = await JsonSerializer.DeserializeAsync(call.Context.Request.Body, ServiceJsonContext.Default.SavedSearch, call.Gone)
            ?? throw Refusal.Bad("The body is null.");
        var search = sent with { Name = Names.Of(call, "searches", name), Saved = DateTimeOffset.UtcNow };
        if (search.Address.Length > SavedSearch.MaxAddress)
        {
            throw Refusal.Bad($"address has {search.Address.Length} characters; it has {SavedSearch.MaxAddress} at most.");
        }

        Require(search.Address, call);
        return await saved.PutAsync(call.Reader.Id, call.Collection.Name, search)
            ? Answers.Of(search, ServiceJsonContext.Default.SavedSearch)
            : throw Refusal.Bad($"You have {call.Limits.MaxSaved} saved searches; remove one first.");
    }

    private static async Task<IResult> Delete(Call call, SavedSearches saved, string name) =>
        await saved.RemoveAsync(call.Reader.Id, call.Collection.Name, Names.Of(call, "searches", name))
            ? Results.NoContent()
            : throw Refusal.Missing("You have no saved search of that name.", Refusal.NoSuchName);

    // What cannot be searched for is not worth saving.
    private static void Require(string address, Call call) => _ = SearchParameters.OfAddress(address).ToRequest(call.Limits);
}
