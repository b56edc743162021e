def sample_data(request):
    return {}
