import { site, type DocsSite, type SiteVersions } from '../docs-site.js';

function versions(name: string, current: string, pinned: string): SiteVersions {
  return { packages: [name], current, pinned };
}

/** Python and its libraries, most of them with Sphinx's list of every name. */
export const pythonSites: readonly DocsSite[] = [
  site(
    'Python and its standard library',
    'python python3 cpython',
    'https://docs.python.org/3/',
    { inventory: 'objects.inv' },
    {
      versions: versions(
        'runtime:python',
        'https://docs.python.org/3/',
        'https://docs.python.org/{major}.{minor}/',
      ),
    },
  ),
  site(
    'Django',
    'django',
    'https://docs.djangoproject.com/en/stable/',
    { inventory: '_objects/', links: 'contents/' },
    {
      versions: versions(
        'pypi:django',
        'https://docs.djangoproject.com/en/stable/',
        'https://docs.djangoproject.com/en/{major}.{minor}/',
      ),
    },
  ),
  site(
    'Flask',
    'flask',
    'https://flask.palletsprojects.com/en/stable/',
    { inventory: 'objects.inv' },
    {
      versions: versions(
        'pypi:flask',
        'https://flask.palletsprojects.com/en/stable/',
        'https://flask.palletsprojects.com/en/{major}.{minor}.x/',
      ),
    },
  ),
  site('FastAPI', 'fastapi', 'https://fastapi.tiangolo.com/reference/', {
    mkdocs: '/search/search_index.json',
    sitemap: '/sitemap.xml',
  }),
  site('Pydantic', 'pydantic', 'https://docs.pydantic.dev/latest/', {
    inventory: 'objects.inv',
    mkdocs: 'search/search_index.json',
  }),
  site(
    'pytest',
    'pytest',
    'https://docs.pytest.org/en/stable/',
    { inventory: 'objects.inv' },
    {
      versions: versions(
        'pypi:pytest',
        'https://docs.pytest.org/en/stable/',
        'https://docs.pytest.org/en/{major}.{minor}.x/',
      ),
    },
  ),
  site(
    'NumPy',
    'numpy',
    'https://numpy.org/doc/stable/',
    { inventory: 'objects.inv' },
    {
      versions: versions(
        'pypi:numpy',
        'https://numpy.org/doc/stable/',
        'https://numpy.org/doc/{major}.{minor}/',
      ),
    },
  ),
  site('pandas', 'pandas', 'https://pandas.pydata.org/docs/', { inventory: 'objects.inv' }),
  site('SciPy', 'scipy', 'https://docs.scipy.org/doc/scipy/', { inventory: 'objects.inv' }),
  site('Matplotlib', 'matplotlib', 'https://matplotlib.org/stable/', { inventory: 'objects.inv' }),
  site('scikit-learn', 'scikit-learn sklearn', 'https://scikit-learn.org/stable/', {
    inventory: 'objects.inv',
  }),
  site('PyTorch', 'pytorch torch', 'https://docs.pytorch.org/docs/stable/', { inventory: 'objects.inv' }),
  site('SQLAlchemy', 'sqlalchemy', 'https://docs.sqlalchemy.org/en/20/', { inventory: 'objects.inv' }),
  site('Requests', 'requests', 'https://requests.readthedocs.io/en/latest/', { inventory: 'objects.inv' }),
  site('aiohttp', 'aiohttp', 'https://docs.aiohttp.org/en/stable/', { inventory: 'objects.inv' }),
  site('Celery', 'celery', 'https://docs.celeryq.dev/en/stable/', { inventory: 'objects.inv' }),
  site('mypy', 'mypy', 'https://mypy.readthedocs.io/en/stable/', { inventory: 'objects.inv' }),
  site('uv and Ruff', 'uv ruff', 'https://docs.astral.sh/uv/', { mkdocs: 'search/search_index.json' }),
];
